package example

import (
	"context"
	"database/sql"
	"fmt"
)

const table = "users"

func find(ctx context.Context, db *sql.DB, name, column string, limit int) {
	// ruleid: go-sql-injection
	db.Query(fmt.Sprintf("SELECT * FROM users WHERE name = '%s'", name))
	// ruleid: go-sql-injection
	db.QueryRow("SELECT * FROM users WHERE name = '" + name + "'")
	statement := fmt.Sprintf(`
		UPDATE users SET seen = 1
		WHERE name = '%s'`, name)
	// ruleid: go-sql-injection
	db.ExecContext(ctx, statement)
	// ruleid: go-sql-injection
	db.QueryContext(ctx, "SELECT * FROM users ORDER BY "+column)

	// ok: go-sql-injection
	db.Query("SELECT * FROM users WHERE name = $1", name)
	// ok: go-sql-injection
	db.Query("SELECT * FROM "+table+" WHERE name = $1", name)
	// ok: go-sql-injection
	db.Query(fmt.Sprintf("SELECT * FROM users LIMIT %d", limit))
	// ok: go-sql-injection
	cache.Get(ctx, fmt.Sprintf("users/%s", name))
}
