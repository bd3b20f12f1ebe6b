package example

import (
	"archive/tar"
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
)

func unpack(reader *zip.ReadCloser) {
	for _, file := range reader.File {
		// ruleid: go-archive-path-traversal
		os.Create(filepath.Join("/srv/out", file.Name))
		// ok: go-archive-path-traversal
		os.Create(filepath.Join("/srv/out", filepath.Base(file.Name)))
	}
}

func unpackWithCheck(reader *zip.ReadCloser) {
	for _, file := range reader.File {
		path := filepath.Join("/srv/out", file.Name)
		if !strings.HasPrefix(path, "/srv/out/") {
			continue
		}
		// ok: go-archive-path-traversal
		os.Create(path)
	}
}

func untar(reader *tar.Reader) {
	for {
		header, err := reader.Next()
		if err != nil {
			return
		}
		// ruleid: go-archive-path-traversal
		os.OpenFile("/srv/out/"+header.Name, os.O_CREATE|os.O_WRONLY, 0o644)
	}
}
