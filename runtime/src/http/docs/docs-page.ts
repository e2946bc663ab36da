/** The page at `/_docs`. Addresses are relative: it works below any prefix. */
export const docsPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>API reference</title>
    <link rel="icon" href="_docs/favicon-32x32.png">
    <link rel="stylesheet" href="_docs/swagger-ui.css">
    <link rel="stylesheet" href="_docs/docs.css">
  </head>
  <body>
    <div id="reference"></div>
    <noscript>This page needs JavaScript. The document it shows is <a href="_openapi.json">_openapi.json</a>.</noscript>
    <script src="_docs/swagger-ui-bundle.js"></script>
    <script src="_docs/docs.js"></script>
  </body>
</html>
`;

/** Nothing comes from elsewhere, nothing goes elsewhere. Swagger UI sets style attributes and draws with data: images. */
export const docsPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
