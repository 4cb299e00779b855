/**
 * Model packs: folders of weights with a manifest. Where a pack's files are found, how they are
 * checked and fetched, and how a pack becomes a {@link io.verilock.vkyc.models.ModelSet}.
 */
package io.verilock.vkyc.models.pack;
