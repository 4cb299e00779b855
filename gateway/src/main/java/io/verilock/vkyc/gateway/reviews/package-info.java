/** What waits for a person's decision, who looks at it now, and what they decide. */
package io.verilock.vkyc.gateway.reviews;
