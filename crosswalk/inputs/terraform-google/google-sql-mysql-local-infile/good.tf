resource "google_sql_database_instance" "sql_mysql_local_infile_good" {
  name             = "example"
  database_version = "MYSQL_8_0"
  region           = "europe-west1"

  settings {
    tier = "db-custom-2-8192"

    database_flags {
      name  = "local_infile"
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
