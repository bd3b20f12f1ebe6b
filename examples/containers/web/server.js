const http = require('node:http');

http.createServer((_, response) => response.end('hello\n')).listen(8080);
