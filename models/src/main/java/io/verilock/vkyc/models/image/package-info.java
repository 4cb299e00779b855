/** Pictures: reading photos, turning, cutting, resizing and warping pixels. */
package io.verilock.vkyc.models.image;
