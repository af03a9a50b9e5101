/** Why somebody reports a message. */
export const reportReasons = ['spam', 'harassment', 'hate', 'danger', 'other'] as const;
export type ReportReason = (typeof reportReasons)[number];
