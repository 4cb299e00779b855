/** Who did what to whose data: kept with the action or not done. */
package io.verilock.vkyc.gateway.audit;
