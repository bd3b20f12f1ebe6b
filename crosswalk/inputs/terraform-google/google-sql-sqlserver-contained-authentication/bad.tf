resource "google_sql_database_instance" "sql_sqlserver_contained_authentication_bad" {
  name             = "example"
  database_version = "SQLSERVER_2019_STANDARD"
  region           = "europe-west1"

  settings {
    tier = "db-custom-2-8192"

    database_flags {
      name  = "contained database authentication"
      value = "on"
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
