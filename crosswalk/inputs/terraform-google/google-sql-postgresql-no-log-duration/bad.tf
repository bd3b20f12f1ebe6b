resource "google_sql_database_instance" "sql_postgresql_no_log_duration_bad" {
  name             = "example"
  database_version = "POSTGRES_16"
  region           = "europe-west1"

  settings {
    tier = "db-custom-2-8192"

    database_flags {
      name  = "log_duration"
      value = "off"
    }

    backup_configuration {
      enabled            = true
      binary_log_enabled = true
    }

    ip_configuration {
      ipv4_enabled    = false
      private_network = "/networks/example"
      ssl_mode        = "ENCRYPTED_ONLY"
    }
  }
}
