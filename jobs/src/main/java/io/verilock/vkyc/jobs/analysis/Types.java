package io.verilock.vkyc.jobs.analysis;

import io.verilock.vkyc.jobs.io.Outgoing;
import io.verilock.vkyc.jobs.io.Received;
import io.verilock.vkyc.schemas.DeadLetter;
import io.verilock.vkyc.schemas.LiveScore;
import io.verilock.vkyc.schemas.Photo;
import io.verilock.vkyc.schemas.Review;
import io.verilock.vkyc.schemas.SessionEvent;
import io.verilock.vkyc.schemas.VideoChunk;
import io.verilock.vkyc.schemas.VideoResult;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Flink types of what runs between operators. None falls back to Kryo. */
final class Types {
  static final TypeInformation<Received<SessionEvent>> SESSION =
      TypeInformation.of(new TypeHint<>() {});
  static final TypeInformation<Received<VideoChunk>> CHUNK =
      TypeInformation.of(new TypeHint<>() {});
  static final TypeInformation<Received<Photo>> PHOTO = TypeInformation.of(new TypeHint<>() {});
  static final TypeInformation<Received<Review>> REVIEW = TypeInformation.of(new TypeHint<>() {});
  static final TypeInformation<OrderedChunk> ORDERED_CHUNK = TypeInformation.of(OrderedChunk.class);
  static final TypeInformation<Frame> FRAME = TypeInformation.of(Frame.class);
  static final TypeInformation<AudioPiece> AUDIO_PIECE = TypeInformation.of(AudioPiece.class);
  static final TypeInformation<SpokenUtterance> SPOKEN_UTTERANCE =
      TypeInformation.of(SpokenUtterance.class);
  static final TypeInformation<Recording> RECORDING = TypeInformation.of(Recording.class);
  static final TypeInformation<LivenessCrops> LIVENESS_CROPS =
      TypeInformation.of(LivenessCrops.class);
  static final TypeInformation<AlignedFace> ALIGNED_FACE = TypeInformation.of(AlignedFace.class);
  static final TypeInformation<SessionFact> FACT = TypeInformation.of(SessionFact.class);
  static final TypeInformation<InputTally> TALLY = TypeInformation.of(InputTally.class);
  static final TypeInformation<VideoResult> RESULT = TypeInformation.of(VideoResult.class);
  static final TypeInformation<LiveScore> LIVE_SCORE = TypeInformation.of(LiveScore.class);
  static final TypeInformation<DeadLetter> DEAD_LETTER = TypeInformation.of(DeadLetter.class);
  static final TypeInformation<Outgoing> OUTGOING = TypeInformation.of(Outgoing.class);

  private Types() {}
}
