export interface Reference {
  readonly name: string
  /** Subresource Integrity (W3C): sha384-… */
  readonly integrity: string
}

/** All of it is made by the script: the document holds no text but for those without script. */
export const documentHtml = (of: { script: Reference; style: Reference; icon: Reference }): string => `<!doctype html>
<html lang="es" translate="no">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="google" content="notranslate">
<meta name="color-scheme" content="light dark">
<title>Amparo</title>
<link rel="icon" href="/assets/${of.icon.name}" type="image/svg+xml">
<link rel="stylesheet" href="/assets/${of.style.name}" integrity="${of.style.integrity}">
<script type="module" src="/assets/${of.script.name}" integrity="${of.script.integrity}"></script>
</head>
<body>
<div id="app"></div>
<noscript><p>Amparo necesita JavaScript. <span lang="en">Amparo needs JavaScript.</span></p></noscript>
</body>
</html>
`
