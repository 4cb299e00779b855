/** The contract: operations, schemas, and the words of problems. */
package io.verilock.vkyc.gateway.contract;
