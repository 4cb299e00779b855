/** The text that people agree to before anything is recorded, and who agreed to it when. */
package io.verilock.vkyc.gateway.consent;
