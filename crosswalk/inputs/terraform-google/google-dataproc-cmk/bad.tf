resource "google_dataproc_cluster" "dataproc_cmk_bad" {
  name   = "example"
  region = "europe-west1"

  cluster_config {
    gce_cluster_config {
      internal_ip_only = true
    }
  }
}
