/* handlebars, as the shop ships it */
Handlebars.VERSION = "4.5.2";
