/** The gateway about itself: its contract, its health, its metrics. */
package io.verilock.vkyc.gateway.service;
