/** HTTP as the contract has it: requests checked, callers known, answers and problems written. */
package io.verilock.vkyc.gateway.http;
