resource "google_bigtable_instance" "bigtable_cmk_bad" {
  name                = "example"
  deletion_protection = true

  cluster {
    cluster_id   = "example"
  }
}
