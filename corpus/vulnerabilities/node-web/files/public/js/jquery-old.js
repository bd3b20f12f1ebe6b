/*! jQuery v1.11.0 | (c) 2005, 2014 jQuery Foundation, Inc. */
(function (window) {
  window.jQueryOld = function () {};
})(window);
