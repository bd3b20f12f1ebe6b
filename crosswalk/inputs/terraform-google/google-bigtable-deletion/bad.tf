resource "google_bigtable_instance" "bigtable_deletion_bad" {
  name                = "example"
  deletion_protection = false

  cluster {
    cluster_id   = "example"
    kms_key_name = "/cryptoKeys/example"
  }
}
