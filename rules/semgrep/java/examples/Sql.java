package example;

import java.sql.*;
import java.util.List;
import javax.persistence.EntityManager;
import org.springframework.jdbc.core.JdbcTemplate;

class Sql {
    private static final String TABLE = "users";

    void find(Connection connection, Statement statement, EntityManager manager, JdbcTemplate template, String name)
            throws SQLException {
        // ruleid: java-sql-injection
        statement.executeQuery("SELECT * FROM users WHERE name = '" + name + "'");
        // ruleid: java-sql-injection
        connection.prepareStatement("SELECT * FROM users ORDER BY " + name);
        // ruleid: java-sql-injection
        statement.execute(String.format("DELETE FROM users WHERE name = '%s'", name));
        String query = "FROM User WHERE name = '" + name + "'";
        // ruleid: java-sql-injection
        manager.createQuery(query);
        // ruleid: java-sql-injection
        template.queryForList("SELECT * FROM users WHERE name = '" + name + "'");

        // ok: java-sql-injection
        connection.prepareStatement("SELECT * FROM users WHERE name = ?");
        // ok: java-sql-injection
        statement.executeQuery("SELECT * FROM " + TABLE);
        // ok: java-sql-injection
        statement.executeQuery("SELECT * FROM users LIMIT " + Integer.parseInt(name));
        // ok: java-sql-injection
        template.queryForList("SELECT * FROM users " + "WHERE name = ?", name);
        // ok: java-sql-injection
        manager.createQuery("FROM User WHERE name = :name").setParameter("name", name);
    }

    void build(Statement statement, String name) throws SQLException {
        StringBuilder builder = new StringBuilder("SELECT * FROM users WHERE name = '");
        builder.append(name);
        builder.append("'");
        // ruleid: java-sql-injection
        statement.executeQuery(builder.toString());
    }

    void buildFixed(Statement statement, boolean sorted) throws SQLException {
        StringBuilder builder = new StringBuilder("SELECT * FROM users");
        if (sorted) builder.append(" ORDER BY name");
        // ok: java-sql-injection
        statement.executeQuery(builder.toString());
    }
}
