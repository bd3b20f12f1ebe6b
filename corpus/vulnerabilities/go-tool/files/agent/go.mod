module example.com/tool/agent

go 1.17

require (
	golang.org/x/text v0.3.6
	gopkg.in/yaml.v3 v3.0.0-20210107192922-496545a6307b
	github.com/prometheus/client_golang v1.11.0
	github.com/golang-jwt/jwt/v4 v4.5.0
)
