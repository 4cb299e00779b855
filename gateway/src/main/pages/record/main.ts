import '../shared/style.css';
import './call-step';
import './consent-step';
import './photo-step';
import './record-page';
import './video-step';
import './withdrawal';
