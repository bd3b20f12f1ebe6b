#!/bin/bash
target=$1
cd $target
rm -rf $target/*
cp -r /srv/shop/* .
echo `date` > deployed
