"""What is printed: documents from data, then PDF, Excel, Word, SVG and PNG, without a toolkit."""
