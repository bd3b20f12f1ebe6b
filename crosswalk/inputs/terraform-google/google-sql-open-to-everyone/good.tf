resource "google_sql_database_instance" "sql_open_to_everyone_good" {
  name             = "example"
  database_version = "POSTGRES_16"
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

      authorized_networks {
        name  = "office"
        value = "10.1.0.0/28"
      }
    }
  }
}
