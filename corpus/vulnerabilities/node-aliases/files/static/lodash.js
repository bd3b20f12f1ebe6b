/**
 * @license
 * Lodash 4.17.20 <https://lodash.com/>
 */
;(function () {}.call(this));
