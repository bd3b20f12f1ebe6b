module example.com/store

go 1.17

require (
	github.com/tidwall/gjson v1.6.4
	golang.org/x/net v0.0.0-20190108225652-1e06a53dbb7e
	go.etcd.io/etcd v0.5.0-alpha.5.0.20200329194405-dd816f0735f8
	github.com/jackc/pgproto3/v2 v2.3.2
	github.com/jackc/pgx/v4 v4.18.1
)
