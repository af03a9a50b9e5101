// The function lets nothing reach its sanitiser that is not Markdown's own work. To give it what would be dangerous there is no way but its source.
// oxlint-disable-next-line eslint/no-restricted-imports
export { loadSanitizer as loadServerSanitiser } from '../../functions/src/messages/sanitizeHtml.ts';
