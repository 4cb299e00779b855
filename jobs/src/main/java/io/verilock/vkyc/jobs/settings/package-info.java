/** Checks the settings of a job before it starts. */
package io.verilock.vkyc.jobs.settings;
