#!/bin/sh
# Deploys the service, written for the corpus.
cd $1
rm -rf "$2/"*
for file in $(ls *.tar); do
  tar xf $file
done
echo `date` > deployed
