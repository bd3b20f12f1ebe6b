//     Underscore.js 1.12.0
//     https://underscorejs.org
(function () {}());
