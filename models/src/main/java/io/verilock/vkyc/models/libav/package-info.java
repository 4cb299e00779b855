/** What is common to all that calls FFmpeg's libraries: their settings, errors and limits. */
package io.verilock.vkyc.models.libav;
