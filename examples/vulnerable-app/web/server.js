const { exec } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const _ = require('lodash');

const settings = {};

http
  .createServer((request, response) => {
    const url = new URL(request.url, 'http://shop.example');
    if (url.pathname === '/thumbnail') {
      exec(`convert ${url.searchParams.get('image')} -resize 100x100 thumbnail.png`, (error) => response.end(String(error)));
    } else if (url.pathname === '/file') {
      fs.createReadStream(path.join('/srv/shop', url.searchParams.get('name'))).pipe(response);
    } else if (url.pathname === '/price') {
      response.end(String(eval(url.searchParams.get('formula'))));
    } else {
      _.merge(settings, JSON.parse(url.searchParams.get('settings') || '{}'));
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.end(`<p>${url.searchParams.get('message')}</p>`);
    }
  })
  .listen(8080);
