resource "google_storage_bucket" "logs" {
  name     = "example-logs"
  location = "EU"
}

resource "google_storage_bucket" "logs_archive" {
  name                        = "example-logs-archive"
  location                    = "EU"
  uniform_bucket_level_access = true
  public_access_prevention    = "inherited"
  versioning {
    enabled = false
  }
}

resource "google_storage_bucket_iam_member" "everyone" {
  bucket = google_storage_bucket.logs.name
  role   = "roles/storage.objectViewer"
  member = "allUsers"
}

resource "google_storage_bucket_iam_binding" "everyone" {
  bucket  = google_storage_bucket.logs_archive.name
  role    = "roles/storage.objectViewer"
  members = ["allAuthenticatedUsers"]
}

resource "google_sql_database_instance" "orders" {
  name             = "orders"
  database_version = "POSTGRES_15"
  region           = "europe-west1"
  settings {
    tier = "db-f1-micro"
    ip_configuration {
      ipv4_enabled = true
      require_ssl  = false
      authorized_networks {
        name  = "all"
        value = "0.0.0.0/0"
      }
    }
    backup_configuration {
      enabled = false
    }
    database_flags {
      name  = "log_connections"
      value = "off"
    }
  }
}

resource "google_sql_database_instance" "orders_mysql" {
  name                = "orders-mysql"
  database_version    = "MYSQL_8_0"
  region              = "europe-west1"
  deletion_protection = true
  settings {
    tier = "db-f1-micro"
    ip_configuration {
      ipv4_enabled    = false
      private_network = "projects/example/global/networks/shop"
      require_ssl     = true
    }
    backup_configuration {
      enabled = true
    }
    database_flags {
      name  = "local_infile"
      value = "on"
    }
  }
}

resource "google_bigquery_dataset" "reports" {
  dataset_id = "reports"
  access {
    role          = "READER"
    special_group = "allAuthenticatedUsers"
  }
}

resource "google_kms_crypto_key" "shop" {
  name            = "shop"
  key_ring        = "projects/example/locations/global/keyRings/shop"
  rotation_period = "15552000s"
}

resource "google_kms_crypto_key" "shop_old" {
  name     = "shop-old"
  key_ring = "projects/example/locations/global/keyRings/shop"
}

resource "google_pubsub_topic" "orders" {
  name = "orders"
}
