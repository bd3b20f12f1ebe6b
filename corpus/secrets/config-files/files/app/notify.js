const { WebClient } = require('@slack/web-api');

const token = '{{secret:slack-token:2}}';
const session = '{{secret:signed-token:1}}';

module.exports = new WebClient(token);
module.exports.session = session;
