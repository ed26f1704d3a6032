#!/bin/sh
# Fetch the pinned front-end packages and write the files of this folder anew.
# Needs node 20+ and npm. Not part of `make run`: the results are kept in the repository.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

printf '{"name": "tassel-vendor", "private": true}\n' > package.json
npm install --no-audit --no-fund --save-exact \
    htmx.org@4.0.1 \
    bootstrap@5.3.9 \
    plotly.js@4.1.1 \
    esbuild@0.28.2 \
    @fontsource-variable/figtree@5.3.0 \
    @fontsource-variable/fraunces@5.3.0 \
    @tabler/icons@3.51.0
from="$work/node_modules"

# take PACKAGE LICENCE-FILE FOLDER FILE...: files of one package beside its licence
take() {
    package=$1 licence=$2 folder=$3
    shift 3
    mkdir -p "$here/$folder"
    cp "$from/$package/$licence" "$here/$folder/LICENSE"
    for file in "$@"; do
        cp "$from/$package/$file" "$here/$folder/"
    done
}

take htmx.org LICENSE htmx dist/htmx.min.js
take bootstrap LICENSE bootstrap dist/css/bootstrap.min.css
sed -i '/sourceMappingURL/d' "$here/bootstrap/bootstrap.min.css"
sed -i 's|//# sourceMappingURL=.*||' "$here/htmx/htmx.min.js"
take @fontsource-variable/figtree LICENSE figtree \
    files/figtree-latin-wght-normal.woff2 files/figtree-latin-ext-wght-normal.woff2
take @fontsource-variable/fraunces LICENSE fraunces \
    files/fraunces-latin-opsz-normal.woff2 files/fraunces-latin-ext-opsz-normal.woff2
take plotly.js LICENSE plotly dist/plotly.css

# A trace that is missing from the bundle draws empty axes without an error:
# add it here before a chart uses it. The core brings scatter.
cat > bundle.js <<'JS'
const Plotly = require('plotly.js/lib/core');
Plotly.register([
    require('plotly.js/lib/bar'),
    require('plotly.js/lib/box'),
    require('plotly.js/lib/heatmap'),
    require('plotly.js/lib/histogram'),
    require('plotly.js/lib/indicator'),
    require('plotly.js/lib/pie'),
    require('plotly.js/lib/sunburst'),
    require('plotly.js/lib/locales/es'),
]);
module.exports = Plotly;
JS
npx esbuild bundle.js --bundle --minify --format=iife --global-name=Plotly \
    --define:global=window --legal-comments=none --outfile="$here/plotly/plotly-tassel.min.js"

rm -f "$here/plotly/plotly-tassel.min.css"

# Icons: the outline drawings that icons.txt names.
take @tabler/icons LICENSE tabler
rm -f "$here"/tabler/*.svg
grep -v '^#' "$here/tabler/icons.txt" | while read -r name; do
    cp "$from/@tabler/icons/icons/outline/$name.svg" "$here/tabler/"
done
