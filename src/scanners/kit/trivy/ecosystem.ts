export { ecosystemOf } from '../../../model/ecosystem.js';
