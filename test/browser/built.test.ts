// The built province, as it is deployed: bundles, bucket, mail, prints. One for both, for to start one takes fifteen seconds.
import './built/application.ts';
import './built/household.ts';
