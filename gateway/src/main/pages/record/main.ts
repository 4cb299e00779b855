import '../shared/style.css';
import './photo-step';
import './record-page';
import './video-step';
