package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.decision.PhotoEvidence;
import io.verilock.vkyc.jobs.decision.Reason;
import io.verilock.vkyc.jobs.io.DeadLetterCode;
import io.verilock.vkyc.jobs.io.ObjectStore;
import io.verilock.vkyc.jobs.io.ObjectUnavailableException;
import io.verilock.vkyc.jobs.io.Received;
import io.verilock.vkyc.jobs.vision.PhotoAnalyser;
import io.verilock.vkyc.models.image.PhotoException;
import io.verilock.vkyc.models.image.PhotoLimits;
import io.verilock.vkyc.models.image.PhotoReader;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.Photo;
import io.verilock.vkyc.schemas.PhotoKind;
import io.verilock.vkyc.schemas.Template;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Makes the templates of selfies and document photos. A photo without a usable face becomes a
 * reason; one that cannot be read is a dead letter as well.
 *
 * <p>A photo that came inline is kept in the object store, byte for byte and whether it can be read
 * or not, for people to look at; one that came by reference lies there already. This operator does
 * not know of deletions and may write a photo after its session was erased: {@link OrderChunks} has
 * the session erased once more, {@code retention} after its deletion, so that nothing written until
 * then stays. A photo of a session that was never created is kept as well, until a deletion of that
 * session.
 */
final class EmbedPhotos extends ProcessFunction<Received<Photo>, SessionFact> {
  static final String UID = "embed-photos";
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>(UID + "-dead-letters", Types.DEAD_LETTER);
  private static final double LENGTH_TOLERANCE = 1e-3;
  private static final long serialVersionUID = 1;

  private final BorrowedModels models;
  private final ObjectStore.Opener opener;
  private transient PhotoReader reader;
  private transient PhotoAnalyser analyser;
  private transient ObjectStore store;

  /**
   * Reads referenced photos from the store that {@code opener} opens, and keeps inline ones there.
   */
  EmbedPhotos(ModelSource source, ObjectStore.Opener opener) {
    this.models = new BorrowedModels(source);
    this.opener = opener;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    analyser = new PhotoAnalyser(models.open());
    reader = new PhotoReader(PhotoLimits.DEFAULT);
    store = opener.open();
  }

  @Override
  public void processElement(Received<Photo> received, Context context, Collector<SessionFact> out)
      throws Exception {
    Photo photo = received.value();
    PhotoEvidence evidence;
    if (photo.getTemplate() != null) {
      evidence = taken(photo.getKind(), photo.getTemplate());
    } else {
      if (photo.getData() != null && opener.keeps()) {
        store.writePhoto(photo.getSessionId(), photo.getKind(), inline(photo));
      }
      evidence = seen(received, context);
    }
    out.collect(new SessionFact.Photo(photo.getSessionId(), evidence, InputTally.of(received)));
  }

  @Override
  public void close() throws Exception {
    models.close();
    if (store != null) {
      store.close();
    }
  }

  private PhotoEvidence seen(Received<Photo> received, Context context) throws Exception {
    Photo photo = received.value();
    try {
      return analyser.analyse(photo.getKind(), reader.read(bytes(photo))).evidence();
    } catch (PhotoException e) {
      giveUp(DeadLetterCode.RECORD_INVALID, received, e.getMessage(), context);
      return PhotoEvidence.unreadable(photo.getKind(), e.getMessage());
    } catch (ObjectUnavailableException e) {
      giveUp(DeadLetterCode.OBJECT_UNAVAILABLE, received, e.getMessage(), context);
      // The dead letter says where it was looked for, which is for operators alone.
      return PhotoEvidence.unreadable(
          photo.getKind(), "the photo cannot be fetched from where it was said to lie");
    }
  }

  private PhotoEvidence taken(PhotoKind kind, Template template) {
    float[] values = new float[template.getValues().size()];
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = template.getValues().get(i);
      squares += (double) values[i] * values[i];
    }
    boolean fits =
        template.getModel().equals(models.get().embedder().version())
            && values.length == models.get().embedder().length()
            && Math.abs(squares - 1) < LENGTH_TOLERANCE;
    Reason other =
        kind == PhotoKind.selfie
            ? Reason.SELFIE_TEMPLATE_OF_OTHER_MODEL
            : Reason.DOCUMENT_TEMPLATE_OF_OTHER_MODEL;
    return fits ? new PhotoEvidence(kind, values, null) : new PhotoEvidence(kind, null, other);
  }

  private byte[] bytes(Photo photo) throws Exception {
    if (photo.getObject() != null) {
      return store.read(photo.getSessionId(), photo.getObject());
    }
    return inline(photo);
  }

  private static byte[] inline(Photo photo) {
    byte[] bytes = new byte[photo.getData().remaining()];
    photo.getData().duplicate().get(bytes);
    return bytes;
  }

  private static void giveUp(
      DeadLetterCode code, Received<Photo> received, String reason, Context context) {
    context.output(
        DEAD_LETTERS, code.letter(UID, received, received.value().getSessionId(), reason));
  }
}
