import './audit/audit-log-query.ts';
import './customer/customer-create.ts';
import './customer/customer-query.ts';
import './customer/customer-update.ts';
import './customer/customer.ts';
import './customer/customers-query.ts';
import './department/department-query.ts';
import './invoice/invoice-archive.ts';
import './invoice/invoice-cancel.ts';
import './invoice/invoice-issue-job.ts';
import './invoice/invoice-issue-many.ts';
import './invoice/invoice-issue.ts';
import './invoice/invoice-preview.ts';
import './invoice/invoice-push.ts';
import './invoice/invoice-query.ts';
import './invoice/invoice-resume.ts';
import './invoice/invoice-send.ts';
import './invoice/invoice-sign.ts';
import './invoice/invoice-suspend.ts';
import './invoice/invoice-unarchive.ts';
import './invoice/invoice.ts';
import './invoice/invoices-query.ts';
import './node/node-query.ts';
import './outcome/mutation-outcome-query.ts';
import './outcome/mutation-outcome-resolve.ts';
import './outcome/mutation-outcomes-query.ts';
import './payment/payment-query.ts';
import './payment/payment-record.ts';
import './payment/payment-refund.ts';
import './payment/payment.ts';
import './payment/payments-query.ts';
import './rate-limit/rate-limit-query.ts';
import './scalars/scalars.ts';
import './subscription/subscription-cancel.ts';
import './subscription/subscription-create.ts';
import './subscription/subscription-pause.ts';
import './subscription/subscription-query.ts';
import './subscription/subscription-resume.ts';
import './subscription/subscription-update.ts';
import './subscription/subscription.ts';
import './subscription/subscriptions-query.ts';
import './tariff/tariff-query.ts';
import './tariff/tariff.ts';
import './tariff/tariffs-query.ts';

import { GraphQLSchema } from 'graphql';

import { builder } from './builder.ts';

/**
 * The whole graph. `schema/schema.graphql` is its print.
 * Our `Subscription` is a billing subscription; its name must not make it the root of GraphQL's subscription operations.
 */
export const schema: GraphQLSchema = new GraphQLSchema({ ...builder.toSchema().toConfig(), subscription: null });
