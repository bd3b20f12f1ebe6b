const TABLE = "users";

async function find(db, prisma, name, ids, column) {
  // ruleid: javascript-sql-injection
  await db.query(`SELECT * FROM users WHERE name = '${name}'`);
  // ruleid: javascript-sql-injection
  await db.query("SELECT * FROM users WHERE name = '" + name + "'");
  const statement = `
    DELETE FROM users
    WHERE name = '${name}'
  `;
  // ruleid: javascript-sql-injection
  await db.execute(statement);
  // ruleid: javascript-sql-injection
  await prisma.$queryRawUnsafe(`SELECT ${column} FROM users`);
  // ruleid: javascript-sql-injection
  await db.query({ text: `SELECT * FROM users ORDER BY ${column}` });

  // ok: javascript-sql-injection
  await db.query("SELECT * FROM users WHERE name = $1", [name]);
  // ok: javascript-sql-injection
  await db.query(`SELECT * FROM ${TABLE} WHERE name = $1`, [name]);
  // ok: javascript-sql-injection
  await db.query(`SELECT * FROM users LIMIT ${Number(name)}`);
  const placeholders = ids.map(() => "?").join(", ");
  // ok: javascript-sql-injection
  await db.query(`SELECT * FROM users WHERE id IN (${placeholders})`, ids);
  // ok: javascript-sql-injection
  await db.query(sql`SELECT * FROM users WHERE name = ${name}`);
  // ok: javascript-sql-injection
  await prisma.$queryRaw`SELECT * FROM users WHERE name = ${name}`;
  // ok: javascript-sql-injection
  return cache.get(`users/${name}`);
}
