const url = 'mysql://orders:{{secret:password:45}}@mysql.example.com:3306/orders';
const both = ['https://ci:{{secret:password:46}}@git.example.com/a.git', 'https://ci:{{secret:password:47}}@git.example.com/b.git'];
module.exports = { url, both };
