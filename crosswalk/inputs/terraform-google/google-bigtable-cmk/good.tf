resource "google_bigtable_instance" "bigtable_cmk_good" {
  name                = "example"
  deletion_protection = true

  cluster {
    cluster_id   = "example"
    kms_key_name = "/cryptoKeys/example"
  }
}
