/** What a tenant has set for itself. */
package io.verilock.vkyc.gateway.tenants;
