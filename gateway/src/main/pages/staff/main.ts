import '../shared/style.css';
import './staff.css';
import './case-view';
import './review-view';
import './staff-page';
