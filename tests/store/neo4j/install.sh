#!/usr/bin/env bash
# Copies the Neo4j server that the store tests run against into build/neo4j/lib (118 MB, once), by Maven.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$here/../../.." && pwd)/build/neo4j
stamp=$build/installed
if cmp -s "$here/pom.xml" "$stamp"; then exit 0; fi
for tool in java mvn; do
  if ! command -v "$tool" >/dev/null; then
    echo "install.sh: $tool is missing; install a Java runtime (17 or 21) and Maven, then run this again" >&2
    exit 1
  fi
done
rm -rf "$build"
mkdir -p "$build"
mvn --quiet --batch-mode --file "$here/pom.xml" \
  org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
  -DoutputDirectory="$build/lib" -DincludeScope=runtime
cp "$here/pom.xml" "$stamp"
