/*! jQuery v1.12.4 | (c) jQuery Foundation */
(function (window) {
  window.jQuery = window.$ = function () {};
})(window);
