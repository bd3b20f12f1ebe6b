import pandas
from psycopg import sql
from sqlalchemy import text

TABLE = "users"


def find(cursor, connection, session, name, ids, column):
    # ruleid: python-sql-injection
    cursor.execute(f"SELECT * FROM users WHERE name = '{name}'")
    # ruleid: python-sql-injection
    cursor.execute("SELECT * FROM users WHERE name = '%s'" % name)
    # ruleid: python-sql-injection
    cursor.execute("SELECT * FROM users WHERE name = '{}'".format(name))
    # ruleid: python-sql-injection
    cursor.execute("DELETE FROM users WHERE name = '" + name + "'")
    statement = f"""
        UPDATE users SET seen = 1
        WHERE name = '{name}'
    """
    # ruleid: python-sql-injection
    cursor.execute(statement)
    # ruleid: python-sql-injection
    session.execute(text(f"SELECT {column} FROM users"))
    # ruleid: python-sql-injection
    pandas.read_sql("SELECT * FROM users ORDER BY " + column, connection)

    # ok: python-sql-injection
    cursor.execute("SELECT * FROM users WHERE name = %s", (name,))
    # ok: python-sql-injection
    cursor.execute(f"SELECT * FROM {TABLE} WHERE name = %s", (name,))
    # ok: python-sql-injection
    cursor.execute("SELECT * FROM " + TABLE)
    # ok: python-sql-injection
    cursor.execute(f"SELECT * FROM users LIMIT {int(name)}")
    # ok: python-sql-injection
    cursor.execute(f"SELECT * FROM users WHERE id IN ({','.join('?' * len(ids))})", ids)
    placeholders = ", ".join(["%s"] * len(ids))
    # ok: python-sql-injection
    cursor.execute(f"SELECT * FROM users WHERE id IN ({placeholders})", ids)
    # ok: python-sql-injection
    cursor.execute(sql.SQL("SELECT {} FROM users").format(sql.Identifier(column)))
    # ok: python-sql-injection
    session.execute(text("SELECT * FROM users WHERE name = :name"), {"name": name})


def find_over_lines(cursor, name):
    cursor.execute(
        # ruleid: python-sql-injection
        "SELECT * FROM users "
        f"WHERE name = '{name}'"
    )
    # ok: python-sql-injection
    cursor.execute(
        "SELECT * FROM users "
        "WHERE name = %s",
        (name,),
    )
