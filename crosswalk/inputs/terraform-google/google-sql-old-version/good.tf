resource "google_sql_database_instance" "sql_old_version_good" {
  name             = "example"
  database_version = "POSTGRES_18"
  region           = "europe-west1"

  settings {
    tier = "db-custom-2-8192"

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
