// Starts the API reference on the document beside it. Swagger UI is loaded before.
const darkness = matchMedia('(prefers-color-scheme: dark)');

function followDarkness() {
  document.documentElement.classList.toggle('dark-mode', darkness.matches);
}

darkness.addEventListener('change', followDarkness);
followDarkness();

SwaggerUIBundle({
  url: '_openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  defaultModelRendering: 'example',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  docExpansion: 'list',
  filter: true,
  tryItOutEnabled: true,
  // Neither checks the document elsewhere nor takes another one from the address.
  validatorUrl: null,
  queryConfigEnabled: false,
  onComplete() {
    document.title = document.querySelector('.info .title')?.firstChild?.textContent ?? document.title;
    document.documentElement.dataset.ready = 'true';
  },
});
