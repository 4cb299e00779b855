/** The people who work for a tenant at its pages: who they are, and how they sign in. */
package io.verilock.vkyc.gateway.staff;
